// One version of a customer that is an alias of another, set aside as it was: nothing that asks reads it. The survivor is
// who has its facts.
import { Column, Entity } from 'typeorm';
import { DimCustomer } from './dim-customer';

@Entity('merged_customer')
export class MergedCustomer extends DimCustomer {
  @Column({ name: 'survivor_no', type: 'integer' })
  survivorNo!: number;
}

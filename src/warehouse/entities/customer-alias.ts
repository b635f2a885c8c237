// One id of a customer that is known by another: facts of the alias are the customer's, as long as this row stands.
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('customer_alias')
export class CustomerAlias {
  @PrimaryColumn({ name: 'alias_id', type: 'text' })
  aliasId!: string;

  @Column({ name: 'customer_id', type: 'text' })
  customerId!: string;

  @Column({ name: 'load_id', type: 'bigint' })
  loadId!: number;

  @Column({ name: 'change_id', type: 'bigint' })
  changeId!: number;

  @Column({ name: 'updated_by', type: 'bigint', array: true, nullable: true })
  updatedBy!: number[] | null;
}

// Since when a customer has bought from a product category. Derived by the load.
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('customer_category')
export class CustomerCategory {
  @PrimaryColumn({ name: 'customer_no', type: 'integer' })
  customerNo!: number;

  @PrimaryColumn({ type: 'text' })
  category!: string;

  @Column({ name: 'first_purchased_at', type: 'timestamptz' })
  firstPurchasedAt!: string;

  @Column({ name: 'change_id', type: 'bigint' })
  changeId!: number;
}

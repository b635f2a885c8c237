// Since when a customer has bought from a product category at a price tier or above. Derived by the load.
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('customer_price_tier')
export class CustomerPriceTier {
  @PrimaryColumn({ name: 'customer_no', type: 'integer' })
  customerNo!: number;

  @PrimaryColumn({ type: 'text' })
  category!: string;

  @PrimaryColumn({ name: 'price_tier', type: 'integer' })
  priceTier!: number;

  @Column({ name: 'first_reached_at', type: 'timestamptz' })
  firstReachedAt!: string;

  @Column({ name: 'first_tiered_at', type: 'timestamptz' })
  firstTieredAt!: string;

  @Column({ name: 'change_id', type: 'bigint' })
  changeId!: number;
}

// A product, overwritten by later loads. Number 0 is the unknown product.
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('dim_product')
export class DimProduct {
  @PrimaryColumn({ name: 'product_no', type: 'integer' })
  productNo!: number;

  @Column({ name: 'product_id', type: 'text', nullable: true })
  productId!: string | null;

  @Column({ type: 'text', nullable: true })
  name!: string | null;

  @Column({ type: 'text', nullable: true })
  category!: string | null;

  @Column({ name: 'price_tier', type: 'integer', nullable: true })
  priceTier!: number | null;

  @Column({ type: 'boolean' })
  inferred!: boolean;

  @Column({ name: 'load_id', type: 'bigint' })
  loadId!: number;

  @Column({ name: 'change_id', type: 'bigint' })
  changeId!: number;

  @Column({ name: 'updated_by', type: 'bigint', array: true, nullable: true })
  updatedBy!: number[] | null;
}

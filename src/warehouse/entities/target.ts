// A target value of a metric for a span of days, for the whole company or one member of a dimension.
// The key has members that may be null (the whole company), so the table has it as UNIQUE NULLS NOT DISTINCT.
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('target')
export class Target {
  @PrimaryColumn({ type: 'text' })
  metric!: string;

  @PrimaryColumn({ name: 'from_date', type: 'date' })
  fromDate!: string;

  @PrimaryColumn({ name: 'to_date', type: 'date' })
  toDate!: string;

  @Column({ type: 'numeric', precision: 18, scale: 4 })
  value!: string;

  @Column({ type: 'text', nullable: true, primary: true })
  dimension!: string | null;

  @Column({ type: 'text', nullable: true, primary: true })
  member!: string | null;

  @Column({ name: 'load_id', type: 'bigint' })
  loadId!: number;

  @Column({ name: 'change_id', type: 'bigint' })
  changeId!: number;

  @Column({ name: 'updated_by', type: 'bigint', array: true, nullable: true })
  updatedBy!: number[] | null;
}

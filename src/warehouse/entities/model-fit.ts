// What a model was fitted to at a month-end, or why there is none.
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('model_fit')
export class ModelFit {
  @PrimaryColumn({ name: 'month_end', type: 'date' })
  monthEnd!: string;

  @PrimaryColumn({ type: 'text' })
  model!: string;

  @Column({ type: 'jsonb', nullable: true })
  parameters!: Readonly<Record<string, number>> | null;

  @Column({ name: 'log_likelihood', type: 'double precision', nullable: true })
  logLikelihood!: number | null;

  @Column({ type: 'integer' })
  customers!: number;

  @Column({ name: 'repeat_customers', type: 'integer' })
  repeatCustomers!: number;

  @Column({ type: 'integer', nullable: true })
  iterations!: number | null;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;
}

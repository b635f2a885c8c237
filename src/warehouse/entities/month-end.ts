// An instant at which every customer was judged: a month-end, or now (9999-12-31): when, of which data, under which rules.
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('month_end')
export class MonthEnd {
  @PrimaryColumn({ name: 'month_end', type: 'date' })
  monthEnd!: string;

  @Column({ name: 'judged_at', type: 'timestamptz' })
  judgedAt!: string;

  @Column({ name: 'scored_at', type: 'timestamptz' })
  scoredAt!: string;

  @Column({ name: 'data_version', type: 'bigint' })
  dataVersion!: number;

  @Column({ name: 'rules_version', type: 'text' })
  rulesVersion!: string;

  @Column({ type: 'text' })
  digest!: string;
}

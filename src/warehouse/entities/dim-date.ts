// One row a day from 1970 to 2099 with the calendar parts of that day. Never changed.
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('dim_date')
export class DimDate {
  @PrimaryColumn({ name: 'date_key', type: 'date' })
  dateKey!: string;

  @Column({ name: 'iso_year', type: 'smallint' })
  isoYear!: number;

  @Column({ name: 'iso_week', type: 'smallint' })
  isoWeek!: number;

  @Column({ name: 'week_start_monday', type: 'date' })
  weekStartMonday!: string;

  @Column({ name: 'week_start_sunday', type: 'date' })
  weekStartSunday!: string;

  @Column({ name: 'month_start', type: 'date' })
  monthStart!: string;

  @Column({ name: 'quarter_start', type: 'date' })
  quarterStart!: string;

  @Column({ name: 'year_start', type: 'date' })
  yearStart!: string;

  @Column({ type: 'smallint' })
  year!: number;

  @Column({ type: 'smallint' })
  quarter!: number;

  @Column({ type: 'smallint' })
  month!: number;

  @Column({ name: 'day_of_month', type: 'smallint' })
  dayOfMonth!: number;

  @Column({ type: 'smallint' })
  weekday!: number;
}

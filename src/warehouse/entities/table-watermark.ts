// The last change of a table: of its rows, and of those that are gone.
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('table_watermark')
export class TableWatermark {
  @PrimaryColumn({ name: 'table_name', type: 'text' })
  tableName!: string;

  @Column({ name: 'change_id', type: 'bigint' })
  changeId!: number;
}

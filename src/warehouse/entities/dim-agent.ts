// An agent, overwritten by later loads. Number 0 is the unknown agent.
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('dim_agent')
export class DimAgent {
  @PrimaryColumn({ name: 'agent_no', type: 'integer' })
  agentNo!: number;

  @Column({ name: 'agent_id', type: 'text', nullable: true })
  agentId!: string | null;

  @Column({ type: 'text', nullable: true })
  name!: string | null;

  @Column({ type: 'text', nullable: true })
  team!: string | null;

  @Column({ type: 'text', nullable: true })
  department!: string | null;

  @Column({ type: 'text', nullable: true })
  role!: string | null;

  @Column({ name: 'active_from', type: 'date', nullable: true })
  activeFrom!: string | null;

  @Column({ name: 'active_to', type: 'date', nullable: true })
  activeTo!: string | null;

  @Column({ type: 'boolean' })
  inferred!: boolean;

  @Column({ name: 'load_id', type: 'bigint' })
  loadId!: number;

  @Column({ name: 'change_id', type: 'bigint' })
  changeId!: number;

  @Column({ name: 'updated_by', type: 'bigint', array: true, nullable: true })
  updatedBy!: number[] | null;
}

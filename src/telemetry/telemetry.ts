// What a process tells of itself: its figures, those of its warehouse, and its traces.
import type { Pool } from 'pg';
import type { ReplicaStanding } from '../engine/replica/keep-replica';
import { createMeters, type Meters } from './meters';
import { type Tracing, untraced } from './tracing';
import { type WarehouseFigures, watchWarehouse } from './warehouse-figures';

export type Telemetry = { readonly meters: Meters; readonly warehouse: WarehouseFigures; readonly tracing: Tracing };

type Sources = { readonly replica?: (() => ReplicaStanding) | undefined; readonly tracing?: Tracing };

export function telemetryOf(pool: Pool, { replica, tracing = untraced }: Sources = {}): Telemetry {
  const meters = createMeters();
  return { meters, warehouse: watchWarehouse(meters, pool, replica), tracing };
}

// Whether somebody may read the counters and times of the server, which tell how much is asked and by which roles.
import type { Role } from '../model/roles';
import type { Principal } from './principal';

const watching: readonly Role[] = ['service', 'admin'];

export const mayWatch = ({ role }: Principal): boolean => watching.includes(role);

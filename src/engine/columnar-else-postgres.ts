// The columnar engine, and PostgreSQL wherever it cannot answer: there is no replica of now, or the replica failed on the way. The
// work is done anew then, from its beginning.
import { ColumnarFailure } from './columnar-failure';
import { type Engine, withinScope } from './engine';

export const columnarElsePostgres = (columnar: Engine, postgres: Engine): Engine => ({
  ...columnar,
  read: async (work, gone) => {
    try {
      return await columnar.read(work, gone);
    } catch (error) {
      if (!(error instanceof ColumnarFailure)) throw error;
      return postgres.read(work, gone);
    }
  },
  within: (rowScope) => columnarElsePostgres(withinScope(columnar, rowScope), withinScope(postgres, rowScope)),
});

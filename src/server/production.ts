// Imported before anything else, as what it sets is read once.
//
// graphql checks far more of every value it returns when it is not told that this is no development of a schema.
process.env.NODE_ENV ??= 'production';

// Statements of DuckDB take a thread each while they run, and so does every write of a file: of the usual four, four questions
// leave none to what follows the warehouse.
process.env.UV_THREADPOOL_SIZE ??= '16';

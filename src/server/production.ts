// Imported before anything else: graphql checks far more of every value it returns when it is not told that this is no
// development of a schema.
process.env.NODE_ENV ??= 'production';

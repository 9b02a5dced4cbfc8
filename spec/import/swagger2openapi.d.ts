declare module 'swagger2openapi' {
  const converter: {
    convertObj(document: object, options: Readonly<Record<string, unknown>>): Promise<{ readonly openapi: object }>;
  };
  export default converter;
}

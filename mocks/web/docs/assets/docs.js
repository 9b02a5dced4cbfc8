/* Starts Swagger UI over the contract that this mock serves. */

const dark = matchMedia('(prefers-color-scheme: dark)');
const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', follow);
follow();

/**
 * The contract as a person reads it here: each list parameter names the fields of its own operation, offers only examples
 * that fit them, and starts empty, so that *Execute* lists everything.
 */
function readable(document) {
  const shared = document.components?.parameters ?? {};
  const fits = (example, fields) =>
    [...String(example.value).matchAll(/"field":"([^"]+)"/g)].every(([, field]) => fields.includes(field));
  const ofOperation = (parameter, fields) => {
    const { examples, ...rest } = shared[parameter.$ref?.split('/').pop()] ?? parameter;
    if (!examples) return parameter;
    const fitting = Object.entries(examples).filter(([, example]) => fits(example, fields));
    return {
      ...rest,
      description: `${rest.description ?? ''}\n\nFields: ${fields.map((field) => `\`${field}\``).join(', ')}.`,
      examples: { none: { summary: 'None', value: '' }, ...Object.fromEntries(fitting) },
    };
  };
  for (const operation of Object.values(document.paths).flatMap((path) => Object.values(path))) {
    const fields = operation?.['x-fields']?.map(({ name }) => name);
    if (fields) operation.parameters = operation.parameters?.map((parameter) => ofOperation(parameter, fields));
  }
  return document;
}

window.SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#swagger-ui',
  responseInterceptor(response) {
    if (new URL(response.url, location.href).pathname === '/openapi.json') {
      response.text = JSON.stringify(readable(JSON.parse(response.text)));
    }
    return response;
  },
  deepLinking: true,
  displayRequestDuration: true,
  defaultModelsExpandDepth: 0,
  // A key stays in this page's memory: never in storage, and gone with the page.
  persistAuthorization: false,
  // No badge from a validator elsewhere: nothing here leaves this origin.
  validatorUrl: null,
});

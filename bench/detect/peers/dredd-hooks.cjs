// How Dredd's requests get the answers that the contract documents; read by Dredd itself.
const hooks = require('hooks');

hooks.beforeEach((transaction) => {
  const { request, expected } = transaction;
  request.headers['mitp-api-key'] = process.env.DETECT_KEY;
  // Dredd asks for the type of the refusal that it expects; a client asks for what it came for.
  request.headers.Accept = 'application/json';
  transaction.fullPath = transaction.fullPath.replace(
    /recommendations\/\d+/,
    `recommendations/${process.env.DETECT_PARENT}`,
  );
  switch (expected.statusCode) {
    case '400':
      transaction.fullPath += '?pageSize=0';
      break;
    case '401':
      delete request.headers['mitp-api-key'];
      break;
    case '404':
      if (transaction.fullPath.includes('configurations'))
        transaction.fullPath = transaction.fullPath.replace(/recommendations\/\d+/, 'recommendations/999999999');
      else transaction.skip = true;
      break;
    case '405':
      request.method = 'POST';
      break;
    case '429':
      transaction.skip = true;
  }
});

# syntax=docker/dockerfile:1
# The mock and the suites in one image. Without arguments it serves the mock; any command of mitp goes behind the name:
#
#   docker build -t myitprocess-contract .
#   docker run --rm -p 4010:4010 -e MITP_MOCK_CONTROL_TOKEN=... myitprocess-contract
#   docker run --rm --read-only --tmpfs /tmp -v "$PWD/report:/report" --env-file .env myitprocess-contract verify --require-target
#
# The portal and the Swagger UI page are judged in a browser, which is not in this image: set PLAYWRIGHT_CHROMIUM_PATH in one of
# your own that begins FROM this, or judge them outside.

FROM node:22-bookworm-slim AS build
WORKDIR /build
# What changes seldom comes first, so that its layer is kept. No script of a package is run.
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN node build.mjs \
  && npm pack --ignore-scripts --silent \
  && mkdir /app \
  && npm install --prefix /app --ignore-scripts --omit=dev --no-audit --no-fund ./myitprocess-contract-*.tgz @redis/client@6.3.1

FROM node:22-bookworm-slim
LABEL org.opencontainers.image.title="myitprocess-contract" \
  org.opencontainers.image.description="Contract test suite and mock server for the myITprocess public API" \
  org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production \
  MITP_REPORT_DIR=/report
COPY --from=build --chown=root:root /app /app
RUN mkdir /report && chown node:node /report
USER node
WORKDIR /tmp
EXPOSE 4010
# Without a key the API answers 401 when it is up. Other commands than the mock have no port, and end by themselves.
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4010/public-api/v1/clients').then(({ status }) => process.exit(status === 401 ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "/app/node_modules/myitprocess-contract/cli/mitp.mjs"]
CMD ["mock", "--host", "0.0.0.0", "--no-log"]

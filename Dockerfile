# One image for the API and the worker: they differ only in what they start. In production the servers come from
# outside (docker-compose.yml shows them), so only packages, sources and the built screens are in here.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev
COPY . .
RUN npx vite build --config builder/vite.config.ts && npm prune --omit=dev

FROM node:24-bookworm-slim
ENV NODE_ENV=production FIRMFLOW_DATA=/data
WORKDIR /app
COPY --from=build /app ./
RUN mkdir /data && chown node:node /data
USER node
EXPOSE 3000
CMD ["node", "api/main.ts"]

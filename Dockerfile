# Compiles the product and leaves only what it needs to run.
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY server server
COPY plugins plugins
# Demo sign-in lets anybody be anybody; an image that others can reach must not hold it.
RUN npm run build && rm -r dist/server/sign-in/demo
# What stays in server/ and plugins/ are the views, templates and texts that the product reads at run time.
RUN find server plugins -name '*.ts' -delete && npm prune --omit=dev

FROM node:24-slim
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    KENNISKOMPAS_DATA=/data
WORKDIR /app
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/server server
COPY --from=build /app/plugins plugins
COPY package.json LICENSE ./
COPY views views
COPY content content
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Any command of docs/operations.md can follow: docker run kenniskompas export /data/export
ENTRYPOINT ["node", "dist/server/command-line.js"]
CMD ["start"]

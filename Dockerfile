# The relay in a container: docker build -t plein . && docker run -v plein:/data -p 127.0.0.1:8080:8080 --env-file secrets.env plein
FROM debian:12-slim AS build
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends nodejs npm ca-certificates bash git
WORKDIR /plein
COPY . .
RUN bash scripts/setup.sh && PATH=$PWD/node_modules/.bin:$PATH node scripts/build.js wasm web && npm prune --omit=dev

FROM debian:12-slim
RUN useradd --system --home /data plein && mkdir /data && chown plein /data
WORKDIR /plein
COPY --from=build /plein/package.json ./
COPY --from=build /plein/node_modules node_modules
COPY --from=build /plein/bridge bridge
COPY --from=build /plein/wasm wasm
COPY --from=build /plein/build/wasm build/wasm
COPY --from=build /plein/build/web build/web
USER plein
VOLUME /data
EXPOSE 8080
CMD ["node_modules/.bin/node", "bridge/main.js", "--config", "/data/plein.json"]

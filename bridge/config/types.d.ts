// The configuration as it is after reading: complete, checked, with secrets still by name.
import type { RuleConfig } from "../../wasm/engine.d.ts";

export type SecretName = { env: string } | { file: string };
export interface Config {
  listen: { host: string; port: number };
  database: string;
  widget: string;
  origins: string[];
  bridges: BridgeEntry[];
  file: string; // itself
  folder: string; // of the file; paths in it start there
}
export interface BridgeEntry {
  id: string;
  language: string;
  site: { name: string; url: string };
  horizon_days: number;
  rules?: RuleConfig[];
  corrections?: "leave" | "reply";
  delay_ms?: number;
  sign_in?: { jwt: { issuer: string; audience: string; secret: SecretName } };
  places: PlaceEntry[];
}
export interface PlaceEntry {
  id: string;
  kind: "page" | "forum";
  platform: "bluesky" | "nodebb";
  name: string;
  url: string;
  web?: string;
  account: { identifier?: string; password?: SecretName; token?: SecretName };
  settings?: Record<string, string>;
  ambassadors?: string[];
  poll_every_ms?: number;
}

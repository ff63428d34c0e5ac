// The configuration as it is after reading: complete, checked, with secrets still by name.
import type { ReputationConfig, RuleConfig } from "../../wasm/engine.d.ts";
import type { SignInEntry } from "./sign-in-entry.d.ts";

export type SecretName = { env: string } | { file: string };
export interface Config {
  listen: { host: string; port: number };
  database: string; // a file, or the address of a PostgreSQL database
  database_password?: SecretName;
  widget: string;
  public_url?: string; // without a slash at its end
  origins: string[];
  allow_private_addresses: boolean; // of pictures
  metrics?: { token: SecretName };
  key?: SecretName;
  limits: import("../http/limits.js").Limits;
  trust_proxy: boolean | string[];
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
  webcare?: WebcareEntry;
  sponsored?: string;
  plan?: import("../../wasm/engine.d.ts").GoalConfig[];
  returns?: import("../../wasm/engine.d.ts").ReturnsConfig;
  reputation?: ReputationConfig;
  sign_in?: SignInEntry;
  places: PlaceEntry[];
}
export interface WebcareEntry {
  target_minutes?: number;
  escalate_minutes?: number;
  places?: Record<string, number>;
  hours?: Partial<Record<"mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun", [string, string]>>;
  holidays?: string[]; // "2026-12-25"
  time_zone?: string;
  posts_a_day?: number;
  replies_per_post?: number;
}
export type Platform = import("../../wasm/engine.d.ts").Platform;
export interface AccountEntry {
  identifier?: string; // bluesky
  password?: SecretName; // bluesky
  token?: SecretName; // mastodon, facebook, nodebb
  app_secret?: SecretName; // facebook
  key?: SecretName; // discourse, flarum
}
export interface PlaceEntry {
  id: string;
  kind: "page" | "forum";
  platform: Platform;
  name: string;
  url: string;
  web?: string;
  account: AccountEntry;
  settings?: Record<string, string>; // what the schema asks of the platform is there
  webhook?: { secret: SecretName; verify_token?: SecretName };
  ambassadors?: string[];
  linking?: false | { client_id: string; client_secret: SecretName }; // people's own accounts; of Mastodon: the application they give leave to
  poll_every_ms?: number;
}

// How people sign in to a bridge, as configured: `sign_in`.
import type { RoleMap } from "../people/roles.js";
import type { SecretName } from "./types.d.ts";

export interface SignInEntry {
  jwt?: {
    issuer: string;
    audience: string;
    algorithm?: "HS256" | "HS384" | "HS512" | "RS256" | "ES256" | "EdDSA"; // HS256
    secret?: SecretName; // of HS...; else one of:
    key?: SecretName; // a public key, as PEM
    jwks?: string; // its address
    max_age_s?: number; // 86400
    once?: boolean; // each is exchanged for a token of the relay's, once
  };
  discourse?: { place: string; title?: string; secret: SecretName; roles?: RoleMap };
  openid?: {
    issuer: string;
    title?: string;
    client_id: string;
    client_secret?: SecretName;
    scope?: string;
    roles_claim?: string; // groups
    roles?: RoleMap;
  };
  roles?: RoleMap; // of people by their ids
  session_minutes?: number; // 60
}

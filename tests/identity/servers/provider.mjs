// An OpenID-certified identity server (npm's oidc-provider) for the tests.
//
//   node provider.mjs < settings.json
//
// Settings: modules (the folder with node_modules), port (0: any), path, life (seconds of an opaque
// access token), clients (RFC 7591), nonces (DPoP proofs need one), accounts (name: account id),
// hidden (metadata fields left out), tls {key, cert, ca}. Prints its issuer when it listens.
//
// A resource (RFC 8707) decides its JWT: https://api.example/ALG?life=SECONDS&kid=none&sub=null;
// any other is an API that wants ES256.
// POST /control/rotate publishes new keys and forgets the old ones, as a restart does, while
// grants live on; GET /control/requests tells what was asked so far.

import { generateKeyPairSync, randomBytes } from 'node:crypto';
import * as http from 'node:http';
import * as https from 'node:https';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';

const settings = JSON.parse(await text(process.stdin));
const library = pathToFileURL(`${settings.modules}/node_modules/oidc-provider/lib/`);
const { default: Provider } = await import(new URL('index.js', library));
const { createMemoryAdapter } = await import(new URL('adapters/memory_adapter.js', library));

const prefix = settings.path ?? '';
const secret = randomBytes(32);
const asked = [];
const adapter = createMemoryAdapter();
let current;

function newKeys() {
  const pairs = [
    generateKeyPairSync('rsa', { modulusLength: 2048 }),
    generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    generateKeyPairSync('ec', { namedCurve: 'P-384' }),
    generateKeyPairSync('ed25519'),
  ];
  return pairs.map(({ privateKey }) => ({ ...privateKey.export({ format: 'jwk' }), use: 'sig' }));
}

function resourceServer(context, indicator) {
  const url = new URL(indicator);
  return {
    scope: 'read write admin',
    audience: indicator,
    accessTokenTTL: Number(url.searchParams.get('life') ?? 3600),
    accessTokenFormat: 'jwt',
    jwt: { sign: { alg: url.hostname === 'api.example' ? url.pathname.slice(1) : 'ES256' } },
  };
}

function spoil(context, token, parts) {
  const wishes = new URL(token.aud).searchParams;
  if (wishes.get('kid') === 'none') parts.header = { kid: undefined };
  if (wishes.get('sub') === 'null') parts.payload.sub = null;
  return parts;
}

function newProvider(issuer) {
  const provider = new Provider(issuer, {
    adapter,
    clients: settings.clients,
    jwks: { keys: newKeys() },
    cookies: { keys: [secret.toString('hex')] },
    claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'] },
    scopes: ['openid', 'offline_access', 'read', 'write', 'admin'],
    ttl: { AccessToken: (_, token) => token.resourceServer?.accessTokenTTL ?? settings.life },
    findAccount: (_, name) => ({
      accountId: settings.accounts?.[name] ?? name,
      claims: () => ({ sub: name, name: `The one called ${name}`, email: `${name}@id.example` }),
    }),
    clientAuthMethods: [
      'none', 'client_secret_basic', 'client_secret_post', 'private_key_jwt',
      ...(settings.tls ? ['tls_client_auth'] : []),
    ],
    discovery: Object.fromEntries((settings.hidden ?? []).map((name) => [name, undefined])),
    formats: { customizers: { jwt: spoil } },
    features: {
      devInteractions: { enabled: true },
      clientCredentials: { enabled: true },
      deviceFlow: { enabled: true },
      introspection: { enabled: true },
      revocation: { enabled: true },
      registration: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: resourceServer,
        useGrantedResource: () => true,
      },
      dPoP: {
        enabled: true,
        nonceSecret: secret,
        requireNonce: () => settings.nonces ?? false,
      },
      mTLS: {
        enabled: Boolean(settings.tls),
        tlsClientAuth: true,
        certificateBoundAccessTokens: true,
        getCertificate: (context) => context.socket.getPeerX509Certificate(),
        certificateAuthorized: (context) => context.socket.authorized,
        certificateSubjectMatches: (context, property, expected) => (
          property === 'tls_client_auth_subject_dn'
          && context.socket.getPeerX509Certificate().subject === expected),
      },
    },
  });
  provider.on('server_error', (context, error) => console.error(error));
  return provider;
}

function control(request, response) {
  if (request.method === 'POST') {
    current = { ...current, handler: newProvider(current.issuer).callback() };
    response.end('{}');
  } else {
    response.end(JSON.stringify(asked));
  }
}

// An issuer with a path: OpenID appends the well-known part to it, RFC 8414 puts it in front.
function unmounted(url) {
  const inserted = `/.well-known/oauth-authorization-server${prefix}`;
  if (prefix && url === inserted) return inserted.slice(0, -prefix.length);
  return url.startsWith(`${prefix}/`) ? url.slice(prefix.length) : '';
}

function serve(request, response) {
  if (request.url.startsWith('/control/')) return control(request, response);
  asked.push(`${request.method} ${request.url.split('?')[0]}`);
  const url = unmounted(request.url);
  if (!url) return response.writeHead(404).end();
  request.originalUrl = `${prefix}${url}`;
  request.url = url;
  return current.handler(request, response);
}

const tls = settings.tls && { ...settings.tls, requestCert: true, rejectUnauthorized: false };
const server = tls ? https.createServer(tls, serve) : http.createServer(serve);
server.listen(settings.port ?? 0, '127.0.0.1', () => {
  const issuer = `${tls ? 'https' : 'http'}://127.0.0.1:${server.address().port}${prefix}`;
  current = { issuer, handler: newProvider(issuer).callback() };
  console.log(issuer);
});

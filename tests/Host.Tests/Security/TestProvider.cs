using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Doorstep.Host.Tests.Security;

/// <summary>An OpenID Connect provider on the loopback that asks nobody: whoever comes is who it was told to say. It speaks the code flow and insists on PKCE.</summary>
internal sealed class TestProvider : IAsyncDisposable
{
    public const string Client = "doorstep-test";
    public const string Secret = "a secret between two houses";

    private readonly ConcurrentDictionary<string, (string Nonce, string Challenge, string RedirectUri)> _codes = new();
    private readonly RSA _key = RSA.Create(2048);
    private readonly WebApplication _app;

    private TestProvider(WebApplication app) => _app = app;

    /// <summary>Whom it says comes.</summary>
    public string Subject { get; set; } = "248289761001";

    /// <summary>Signs with another key than the one that it shows.</summary>
    public bool IsForged { get; set; }

    public string Issuer => _app.Urls.Single();

    public static async Task<TestProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var provider = new TestProvider(builder.Build());
        provider.Map();
        await provider._app.StartAsync();
        return provider;
    }

    private void Map()
    {
        _app.MapGet("/.well-known/openid-configuration", () => Results.Json(new
        {
            issuer = Issuer, authorization_endpoint = $"{Issuer}/authorize", token_endpoint = $"{Issuer}/token", jwks_uri = $"{Issuer}/jwks",
            response_types_supported = new[] { "code" }, subject_types_supported = new[] { "public" }, id_token_signing_alg_values_supported = new[] { "RS256" },
        }));
        _app.MapGet("/jwks", () =>
        {
            var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(_key.ExportParameters(false)) { KeyId = "k1" });
            return Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = "k1", n = key.N, e = key.E } } });
        });
        _app.MapGet("/authorize", (HttpRequest asked) =>
        {
            if (asked.Query["client_id"] != Client || asked.Query["code_challenge_method"] != "S256") return Results.BadRequest();
            var code = RandomNumberGenerator.GetHexString(32);
            _codes[code] = (asked.Query["nonce"]!, asked.Query["code_challenge"]!, asked.Query["redirect_uri"]!);
            return Results.Redirect($"{asked.Query["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(asked.Query["state"]!)}");
        });
        _app.MapPost("/token", async (HttpRequest asked) =>
        {
            var form = await asked.ReadFormAsync();
            var isKnown = _codes.TryRemove(form["code"]!, out var given) && form["client_id"] == Client && form["client_secret"] == Secret && form["redirect_uri"] == given.RedirectUri
                && Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"]!))) == given.Challenge;
            return isKnown ? Results.Json(new { access_token = "none", token_type = "Bearer", id_token = Token(given.Nonce) }) : Results.BadRequest(new { error = "invalid_grant" });
        });
    }

    private string Token(string nonce)
    {
        using var other = RSA.Create(2048);
        var key = new RsaSecurityKey((IsForged ? other : _key).ExportParameters(true)) { KeyId = "k1" };
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer, Audience = Client, Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(5), Claims = new Dictionary<string, object> { ["sub"] = Subject, ["nonce"] = nonce },
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.RsaSha256),
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }
}

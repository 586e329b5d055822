using Doorstep.Host.Setup;

namespace Doorstep.Host.People;

/// <summary>Who else may say who somebody is: the section <c>Doorstep:OpenId</c>. Without an authority nobody does.</summary>
/// <param name="Authority">The provider's address (issuer): <c>https://login.example</c>.</param>
/// <param name="ClientId">What it calls this house.</param>
/// <param name="ClientSecret">Its secret with this house; null where the provider asks for none.</param>
/// <param name="Name">What people call it, on the button.</param>
internal sealed record OpenIdSettings(Uri? Authority, string ClientId, string? ClientSecret, string Name)
{
    private const string Section = "OpenId";

    /// <summary>Whether there is one.</summary>
    public bool IsOn => Authority is not null;

    public static OpenIdSettings Read(SettingsReader settings)
    {
        var (authority, client) = (settings.Text($"{Section}:{nameof(Authority)}"), settings.Text($"{Section}:{nameof(ClientId)}"));
        var (secret, name) = (settings.Text($"{Section}:{nameof(ClientSecret)}"), settings.Text($"{Section}:{nameof(Name)}"));
        var isAddress = Uri.TryCreate(authority, UriKind.Absolute, out var at) && (at.Scheme == Uri.UriSchemeHttps || (at.Scheme == Uri.UriSchemeHttp && at.IsLoopback));
        if (authority is not null && !isAddress) settings.Fault($"{Section}:{nameof(Authority)}", authority, "not an https address", "https://login.example");
        if (isAddress && client is null) settings.Fault($"{Section}:{nameof(ClientId)}", "", "missing: what the provider calls this house", "doorstep");
        return new OpenIdSettings(isAddress && client is not null ? at : null, client ?? "", secret, name ?? "OpenID Connect");
    }
}

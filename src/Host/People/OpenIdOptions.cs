using Doorstep.Host.Setup;

namespace Doorstep.Host.People;

/// <summary>An OpenID Connect provider that people of the house sign in with: the section <c>Doorstep:OpenIdConnect</c>.</summary>
/// <param name="Authority">Its address.</param>
/// <param name="ClientId">What it calls us.</param>
/// <param name="ClientSecret">What we show it.</param>
/// <param name="Name">What the button says.</param>
internal sealed record OpenIdOptions(Uri Authority, string ClientId, string ClientSecret, string Name)
{
    private const string Section = "OpenIdConnect";

    public static OpenIdOptions? Read(SettingsReader settings)
    {
        var (authority, client, secret, name) = (settings.Text($"{Section}:Authority"), settings.Text($"{Section}:ClientId"), settings.Text($"{Section}:ClientSecret"), settings.Text($"{Section}:Name"));
        if (authority is null && client is null && secret is null) return null;
        var isThere = Uri.TryCreate(authority, UriKind.Absolute, out var address) && (address.Scheme == "https" || address.IsLoopback);
        if (!isThere) settings.Fault($"{Section}:Authority", authority ?? "", "not an https address", "https://login.example");
        if (client is null) settings.Fault($"{Section}:ClientId", "", "empty", "doorstep");
        if (secret is null) settings.Fault($"{Section}:ClientSecret", "", "empty", "…");
        return isThere && client is not null && secret is not null ? new OpenIdOptions(address!, client, secret, name ?? address!.Host) : null;
    }
}

namespace Doorstep.Host.Supervision;

/// <summary>What the console's pages may do: run what comes from here, and talk to here.</summary>
internal static class ConsolePolicy
{
    /// <summary>MudBlazor writes its colours into the page and styles into its elements; scripts come from files only, and nothing is evaluated.</summary>
    public const string Csp =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";
}

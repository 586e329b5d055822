namespace Doorstep.Host.Studio;

/// <summary>What Studio's pages may do: run what comes from here, and talk to here. Verified with 3.8.2; look at it again with every other version.</summary>
internal static class StudioPolicy
{
    /// <summary>Two scripts that the editor and the list of instances write into the page themselves, for their keys; by their hashes.</summary>
    private const string Hotkeys = "'sha256-snlP1jz0gjwc5cTz9ErZcliXuCK63+Mmf68RRCeptgc=' 'sha256-vu6sQrKXQHR4Yn3FMMihA/9TxxfIXnCxKwvLrTPJ5ts='";

    /// <summary>Styles are written into the page by the code editor; scripts are not, and nothing is evaluated but WebAssembly.</summary>
    public const string Csp =
        $"default-src 'none'; script-src 'self' 'wasm-unsafe-eval' {Hotkeys}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        + "connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
}

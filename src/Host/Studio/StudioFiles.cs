using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace Doorstep.Host.Studio;

/// <summary>One file of the bundle.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="ContentType">What it is, compressed or not.</param>
/// <param name="Encodings">Codings that it lies there in as well, best first.</param>
/// <param name="IsImmutable">A hash is part of its name: it never changes under that name.</param>
/// <param name="Tag">Another one whenever the file is another one.</param>
internal sealed record StudioFile(string Path, string ContentType, IReadOnlyList<string> Encodings, bool IsImmutable, string Tag);

/// <summary>The files of Elsa Studio as npm brought them, byte for byte: <c>dotnet.js</c> checks their hashes.</summary>
internal sealed partial class StudioFiles
{
    private static readonly (string Coding, string Ending)[] Compressed = [("br", ".br"), ("gzip", ".gz")];

    /// <summary>The host page is ours, and what describes the package to npm is nobody's.</summary>
    private static readonly string[] NotServed = ["index.html", "package.json"];

    private static readonly FileExtensionContentTypeProvider Types = new(new Dictionary<string, string>(new FileExtensionContentTypeProvider().Mappings, StringComparer.OrdinalIgnoreCase)
    {
        [".wasm"] = "application/wasm", [".dat"] = "application/octet-stream", [".blat"] = "application/octet-stream", [".js"] = "text/javascript", [".mjs"] = "text/javascript", [".woff2"] = "font/woff2",
    });

    private readonly FrozenDictionary<string, StudioFile> _files;

    /// <param name="folder">Where the bundle lies; nothing is served where there is none.</param>
    public StudioFiles(string folder)
    {
        var all = Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories).ToHashSet(StringComparer.Ordinal) : [];
        _files = all.Where(path => !Compressed.Any(kind => path.EndsWith(kind.Ending, StringComparison.Ordinal)))
            .Select(path => (Name: Path.GetRelativePath(folder, path).Replace('\\', '/'), Path: path)).Where(file => !NotServed.Contains(file.Name))
            .ToFrozenDictionary(file => file.Name, file => Describe(file.Path, all), StringComparer.Ordinal);
    }

    /// <summary>Whether the bundle is there.</summary>
    public bool AreThere => _files.ContainsKey("_framework/blazor.webassembly.js");

    public StudioFile? Find(string name) => _files.GetValueOrDefault(name);

    /// <summary>The best coding that a caller takes; null: as it is.</summary>
    public static string? Coding(StudioFile file, HttpRequest request)
    {
        var taken = StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var codings) ? codings : [];
        return file.Encodings.FirstOrDefault(coding => taken.Any(one => one.Value.Equals(coding, StringComparison.OrdinalIgnoreCase) && one.Quality is not 0));
    }

    public static string PathOf(StudioFile file, string? coding) => file.Path + Compressed.FirstOrDefault(kind => kind.Coding == coding).Ending;

    private static StudioFile Describe(string path, HashSet<string> all) => new(
        path, Types.TryGetContentType(path, out var type) ? type : "application/octet-stream",
        [.. Compressed.Where(kind => all.Contains(path + kind.Ending)).Select(kind => kind.Coding)], Fingerprint().IsMatch(path), $"{File.GetLastWriteTimeUtc(path).Ticks:x}-{new FileInfo(path).Length:x}");

    [GeneratedRegex(@"\.[a-z0-9]{10}\.(?:wasm|js|mjs|dat|css|woff2)$")]
    private static partial Regex Fingerprint();
}

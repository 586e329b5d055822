using System.Text.RegularExpressions;

namespace Doorstep.Workflows.Tests.House;

/// <summary>The files of the repository, for tests that read them.</summary>
internal static class Repository
{
    private static readonly string[] NotOurs = [".git", "artifacts", "bin", "obj", "node_modules", "data", "TestResults"];

    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>Every file below a folder with one of the endings, as paths from the root with forward slashes, in ordinal order.</summary>
    public static IEnumerable<string> Files(string folder, params string[] endings) => Walk(new DirectoryInfo(Path.Combine(Root, folder)))
        .Select(file => Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'))
        .Where(path => endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)))
        .Order(StringComparer.Ordinal);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>C# without comments, so that prose may say what it likes.</summary>
    public static string Code(string path) => Regex.Replace(Read(path), @"^\s*//.*$", "", RegexOptions.Multiline);

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder)
    {
        if (!folder.Exists) return [];
        return folder.EnumerateDirectories().Where(inner => !NotOurs.Contains(inner.Name)).SelectMany(Walk).Concat(folder.EnumerateFiles());
    }

    private static string Find(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "Doorstep.slnx")) ? folder.FullName : Find(folder.Parent ?? throw new InvalidOperationException("No Doorstep.slnx above the tests."));
}

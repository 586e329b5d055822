using System.Runtime.CompilerServices;

namespace Doorstep.Host.Tests.Documentation;

/// <summary>A fenced block of a page.</summary>
/// <param name="Language">What stands after the fence: <c>bash</c> is run, <c>text</c> and <c>json</c> are what it prints.</param>
/// <param name="Text">What is in it.</param>
/// <param name="Line">Where it begins.</param>
internal sealed record Block(string Language, string Text, int Line);

/// <summary>A command of a page and what the page says it prints; null where it says nothing.</summary>
internal sealed record Example(Block Command, Block? Output);

/// <summary>Reads pages. The convention is plain: every <c>bash</c> block is run, in order; the block right after it is its output if it is <c>text</c> or <c>json</c>.</summary>
internal static class Page
{
    public static string Root { get; } = Find();

    public static IEnumerable<string> All() => Directory.GetFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/')).Order(StringComparer.Ordinal).Prepend("README.md");

    public static string Read(string page) => File.ReadAllText(Path.Combine(Root, page));

    public static List<Example> Examples(string page)
    {
        var blocks = Blocks(Read(page)).ToArray();
        var outputs = blocks.Skip(1).Append(null).Select(next => next is { Language: "text" or "json" } ? next : null);
        return [.. blocks.Zip(outputs, (block, output) => new Example(block, output)).Where(example => example.Command.Language == "bash")];
    }

    public static IEnumerable<Block> Blocks(string markdown)
    {
        var lines = markdown.ReplaceLineEndings("\n").Split('\n');
        for (var at = 0; at < lines.Length; at++)
        {
            if (!lines[at].StartsWith("```", StringComparison.Ordinal)) continue;
            var end = Array.IndexOf(lines, "```", at + 1);
            if (end < 0) throw new FormatException($"The block of line {at + 1} has no end.");
            yield return new Block(lines[at][3..].Trim(), string.Join('\n', lines[(at + 1)..end]), at + 1);
            at = end;
        }
    }

    private static string Find([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(Directory.Exists(Path.GetDirectoryName(here)) ? Path.GetDirectoryName(here)! : AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Doorstep.slnx"))) folder = folder.Parent ?? throw new InvalidOperationException("No Doorstep.slnx above the tests.");
        return folder.FullName;
    }
}

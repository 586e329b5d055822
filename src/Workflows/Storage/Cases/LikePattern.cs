namespace Doorstep.Workflows.Storage.Cases;

/// <summary>What people type, as a pattern that means just that.</summary>
internal static class LikePattern
{
    public const string Escape = @"\";

    public static string StartsWith(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal) + "%";
}

using System.Globalization;
using System.Reflection;
using Doorstep.Workflows.Activities;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Tests.House;

/// <summary>The page for designers says what the code says.</summary>
public sealed class DesignersPageTests
{
    private static readonly string Text = Repository.Read("docs/definitions.md");

    [Fact]
    public void It_names_every_limit_with_its_default() =>
        typeof(Bounds).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(limit => limit.CanWrite).Select(limit => $"| `{limit.Name}` | {Shown(limit)} |")
            .Where(row => !Text.Contains(row, StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void It_names_every_activity_and_every_syntax() =>
        ActivityCatalogue.Types.Select(type => type.Descriptor.TypeName).Concat(ActivityCatalogue.Languages.Select(language => language.Type))
            .Where(name => !Text.Contains($"`{name}`", StringComparison.Ordinal)).ShouldBeEmpty();

    private static string Shown(PropertyInfo limit) => limit.GetValue(new Bounds()) switch
    {
        TimeSpan time => $"`{time:c}`",
        var bytes when limit.Name.Contains("Bytes", StringComparison.Ordinal) => Bytes(Convert.ToInt64(bytes, CultureInfo.InvariantCulture)),
        var number => Convert.ToInt64(number, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>As one writes it into a setting, and as one reads it.</summary>
    private static string Bytes(long bytes) => bytes % (1 << 20) == 0 ? $"{bytes} ({bytes >> 20} MiB)" : $"{bytes} ({bytes >> 10} KiB)";
}

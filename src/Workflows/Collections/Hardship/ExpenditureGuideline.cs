using System.Collections.Immutable;

namespace Doorstep.Workflows.Collections.Hardship;

/// <summary>What a household may spend on one thing in a month without being asked why (S54). Minor units.</summary>
/// <param name="Category">Its word in a statement, such as <c>FOOD</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsEssential">Counted in full, above the guideline with a note; else counted up to the guideline.</param>
/// <param name="First">For the first person.</param>
/// <param name="Further">For every further person.</param>
public sealed record CategoryGuideline(string Category, Bilingual Name, bool IsEssential, long First, long Further)
{
    /// <summary>For a household of this size.</summary>
    public long For(int household) => First + Further * (household - 1);
}

/// <summary>What a household needs at least to live on in a month, by area (not below the local minimum living standard, 最低生活保障). Minor units.</summary>
/// <param name="Area">Where; <c>*</c> is everywhere else.</param>
/// <param name="First">For the first person.</param>
/// <param name="Further">For every further person.</param>
public sealed record LivingFloor(string Area, long First, long Further);

/// <summary>The register that statements of income and expenditure are read against: <c>workflow-definitions/registers/expenditure-guideline.json</c>.</summary>
/// <param name="Version">Which one, as decisions name it.</param>
/// <param name="Categories">By word.</param>
/// <param name="Floors">One of them for <c>*</c>.</param>
/// <param name="BufferPercent">Share of what is left that stays with the household.</param>
/// <param name="BufferMax">The most that stays, in minor units.</param>
/// <param name="Currency">Of its amounts.</param>
/// <param name="Others">Other currencies, each with what a hundred minor units of the register are in it: no rate of exchange, but what a household needs there.</param>
public sealed record ExpenditureGuideline(
    string Version, ImmutableSortedDictionary<string, CategoryGuideline> Categories, ImmutableArray<LivingFloor> Floors, int BufferPercent, long BufferMax, string Currency, ImmutableSortedDictionary<string, int> Others)
{
    /// <summary>The register's own name for its shape.</summary>
    public const string Schema = "expenditure-guideline/1";

    /// <summary>The area that stands for every other.</summary>
    public const string Elsewhere = "*";

    private const long AmountMax = 100_000_000_00;

    /// <summary>The least that a household of this size lives on in this area.</summary>
    public long Floor(string? area, int household)
    {
        var floor = Floors.FirstOrDefault(floor => floor.Area == area) ?? Floors.First(floor => floor.Area == Elsewhere);
        return floor.First + floor.Further * (household - 1);
    }

    /// <summary>The guideline for statements in a currency; null where nobody has said what a household needs there.</summary>
    public ExpenditureGuideline? In(string currency) => currency == Currency ? this : Others.TryGetValue(currency, out var percent)
        ? this with
        {
            Version = $"{Version}/{currency}", Currency = currency, BufferMax = Currencies.Share(BufferMax, percent), Floors = [.. Floors.Select(floor => floor with { First = Currencies.Share(floor.First, percent), Further = Currencies.Share(floor.Further, percent) })],
            Categories = Categories.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value with { First = Currencies.Share(pair.Value.First, percent), Further = Currencies.Share(pair.Value.Further, percent) }, StringComparer.Ordinal),
        }
        : null;

    /// <summary>Reads the register; null where anything is wrong, and then every fault is noted.</summary>
    public static ExpenditureGuideline? Read(string text, ICollection<(string Path, string Message)> faults)
    {
        var before = faults.Count;
        if (FieldReader.Parse(text, faults) is not { } root) return null;
        root.Only("schema", "version", "source", "currency", "others", "bufferPercent", "bufferMax", "categories", "floors").Choice("schema", [Schema]);
        root.Text("source");
        var (currency, others) = Currencies.Read(root);
        var (version, percent, bufferMax) = (root.Text("version"), (int)root.Count("bufferPercent", 100), root.Count("bufferMax", AmountMax));
        var categories = root.Once("categories", [.. root.Items("categories").Select(Category)], category => category.Category);
        var floors = root.Once("floors", [.. root.Items("floors", 1_000).Select(Floor)], floor => floor.Area);
        if (categories.Length == 0) root.Fault("categories", "is empty: a statement could name nothing.");
        if (floors.All(floor => floor.Area != Elsewhere)) root.Fault("floors", $"has no floor for '{Elsewhere}', which stands for every area that is not listed.");
        return faults.Count > before ? null : new(version, categories.ToImmutableSortedDictionary(one => one.Category, one => one, StringComparer.Ordinal), [.. floors], percent, bufferMax, currency, others);
    }

    private static CategoryGuideline Category(FieldReader json)
    {
        json.Only("category", "en", "zh", "essential", "first", "further");
        return new(json.Text("category"), new(json.Text("en"), json.Text("zh")), json.Flag("essential"), json.Count("first", AmountMax), json.Count("further", AmountMax));
    }

    private static LivingFloor Floor(FieldReader json)
    {
        json.Only("area", "first", "further");
        return new(json.Text("area"), json.Count("first", AmountMax), json.Count("further", AmountMax));
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Access;

/// <summary>One line of what the customer is shown.</summary>
/// <param name="Field">Where it stands in the file, with the number of the item: <c>rights.statements[0].text</c>.</param>
/// <param name="Zh">Its heading in Chinese.</param>
/// <param name="En">Its heading in English.</param>
/// <param name="Value">What the file says. Amounts in minor units, times in UTC.</param>
public sealed record AccessLine(string Field, string Zh, string En, string Value);

/// <summary>A part of what the customer is shown.</summary>
/// <param name="Zh">Its heading in Chinese.</param>
/// <param name="En">Its heading in English.</param>
/// <param name="Lines">Its lines in the order of the file.</param>
public sealed record AccessPart(string Zh, string En, ImmutableArray<AccessLine> Lines);

/// <summary>The customer's record as it is handed out (S31, PIPL art. 45).</summary>
/// <param name="CaseId">The case.</param>
/// <param name="AsOf">When it was read (UTC).</param>
/// <param name="Parts">What is about the customer.</param>
/// <param name="Withheld">How many values of the file are not in here, because they are about others or nobody has said that they are about the customer.</param>
/// <param name="Notice">Why, in both languages.</param>
public sealed record AccessExtract(string CaseId, DateTimeOffset AsOf, ImmutableArray<AccessPart> Parts, int Withheld, string Notice)
{
    private const string Redacted = "［已隐去他人信息 redacted］";

    private const string Text =
        "本记录依据《个人信息保护法》第四十五条提供；涉及他人的信息及内部资料已隐去，如有错误您可要求更正。"
        + " This record is given under art. 45 of the Personal Information Protection Law. What concerns others, and what is internal, is left out. If something is wrong, you may ask for correction.";

    /// <summary>What of a file is shown. A field that is not on the list of <see cref="AccessFields"/> is withheld; in what is shown, tokens and numbers of others are blacked out.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="file">Its file.</param>
    /// <param name="heard">The data of everything that the case has heard, its start first: whoever was named there may be named in the customer's words as well.</param>
    /// <param name="now">The moment (UTC).</param>
    public static AccessExtract Of(string caseId, CaseFile file, IEnumerable<JsonElement> heard, DateTimeOffset now)
    {
        var (lines, withheld) = (new List<(string Part, AccessLine Line)>(), 0);
        var others = OtherPeople.Of(file, heard);
        foreach (var (path, place, value) in Leaves(file.ToJson(), "", ""))
        {
            if (AccessFields.All.TryGetValue(path, out var field)) lines.Add((path[..path.IndexOfAny(['.', '['])], new AccessLine(place, field.Zh, field.En, Clean(Values.ToText(value), others))));
            else withheld++;
        }

        var parts = from line in lines group line.Line by line.Part into part let heading = AccessFields.Parts[part.Key] select new AccessPart(heading.Zh, heading.En, [.. part]);
        return new AccessExtract(caseId, now, [.. parts], withheld, Text);
    }

    /// <summary>SHA-256 of the extract in canonical form, in hexadecimal.</summary>
    public string Hash() => Convert.ToHexStringLower(CanonicalJson.Hash(JsonSerializer.SerializeToElement(this, FactJson.Options)));

    /// <summary>Every value of the file with its path, without those that are somebody else's.</summary>
    private static IEnumerable<(string Path, string Place, JsonElement Value)> Leaves(JsonElement json, string path, string place)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object when IsOthers(json):
                yield return ($"{path}.another", place, json);
                break;
            case JsonValueKind.Object:
                foreach (var member in json.EnumerateObject())
                    foreach (var leaf in Leaves(member.Value, Under(path, member.Name), Under(place, member.Name))) yield return leaf;
                break;
            case JsonValueKind.Array:
                foreach (var (index, item) in json.EnumerateArray().Index())
                    foreach (var leaf in Leaves(item, $"{path}[]", string.Create(CultureInfo.InvariantCulture, $"{place}[{index}]"))) yield return leaf;
                break;
            case JsonValueKind.Null or JsonValueKind.Undefined:
                break;
            default:
                yield return (path, place, json);
                break;
        }
    }

    private static string Under(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static bool IsOthers(JsonElement item) => item.Text("owner") == FactJson.Word(People.ContactOwner.ThirdParty);

    private static string Clean(string text, string[] others) => others.Aggregate(text, (known, other) => known.Replace(other, Redacted, StringComparison.Ordinal));
}

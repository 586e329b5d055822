using Doorstep.Workflows.Collections.Facts;

namespace Doorstep.Workflows.Collections.Holds;

/// <summary>Why an end that is kept has ended no hold (b.4).</summary>
internal static class GroundWords
{
    /// <summary>The reason; null where it ends one, and where none is open that it could.</summary>
    public static string? Against(HoldList holds, Fact fact, DateTimeOffset at)
    {
        OpenHold[] open = [.. holds.Open.Where(open => open.Grounds is not null && open.Since <= at && HoldRule.All[open.Hold] is { Names: not null } rule && rule.Ends(fact))];
        if (open.Length == 0 || Array.Exists(open, one => HoldList.Without(one, fact, at) is not null)) return null;
        var name = HoldRule.All[open[0].Hold].Names!(fact);
        var rests = string.Join("; ", open.Select(one => $"hold {FactJson.Word(one.Hold)} rests on {string.Join(", ", one.Grounds!.All.Select(ground => $"'{ground.Said}'"))}"));
        return $"'{fact.GetType().Name}' names {(name is null ? "none" : $"'{name}'")}, and {rests}: it is kept, and nothing ends by it. Say which one has ended.";
    }
}

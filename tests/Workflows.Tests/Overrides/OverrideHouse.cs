using System.Text.Json;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Overrides;
using Doorstep.Workflows.Tests.Acts;
using Doorstep.Workflows.Tests.Engine;

namespace Doorstep.Workflows.Tests.Overrides;

/// <summary>Supervisors at work: preview, ask, approve.</summary>
internal static class OverrideHouse
{
    public static readonly Actor Li = new("user:li.wei", [Role.Supervisor]);
    public static readonly Actor Wang = new("user:wang", [Role.Supervisor]);
    public static readonly Actor Zhao = new("user:zhao", [Role.Compliance]);

    private static int _keys;

    /// <summary>A house with the shipped rules and definitions, and a case that is escalated.</summary>
    public static async Task<(EngineHouse House, string Id)> EscalatedAsync()
    {
        var house = await ShippedHouse.OpenAsync();
        var id = await house.BeginAsync();
        await house.EscalateAsync(id);
        return (house, id);
    }

    /// <summary>The same with the case stuck: it waits for a supervisor (T55).</summary>
    public static async Task<(EngineHouse House, string Id)> StuckAsync()
    {
        var (house, id) = await EscalatedAsync();
        await house.LaterAsync(TimeSpan.FromDays(20));
        (await house.StateAsync(id)).ShouldBe("ManualIntervention");
        return (house, id);
    }

    public static ValueTask<Reply<OverridePreview>> PreviewAsync(this EngineHouse house, string id, object verb, Actor? actor = null) =>
        house.Sender.Send(new PreviewOverride(id, JsonSerializer.SerializeToElement(verb), actor ?? Li));

    /// <summary>Asks for an override on the case as it stands.</summary>
    public static async Task<Reply<OverrideReply>> AskForAsync(this EngineHouse house, string id, object verb, string code = "OTHER", Actor? actor = null, long? sequence = null, string? key = null, string[]? evidence = null) =>
        await house.Sender.Send(new RequestOverride(
            id, key ?? $"k-{Interlocked.Increment(ref _keys)}",
            JsonSerializer.SerializeToElement(new { @override = verb, sequence = sequence ?? (await house.CaseAsync(id)).Record.Sequence, reason = new { code, text = "A reason of a test." }, evidence = evidence ?? ["doc:1"] }), actor ?? Li));

    /// <summary>An override that one person may do alone.</summary>
    public static async Task<OverrideReply> DoAsync(this EngineHouse house, string id, object verb, string code = "OTHER", string? key = null)
    {
        var reply = (await house.AskForAsync(id, verb, code, key: key)).Value();
        reply.Seen.Row.Status.ShouldBe(Workflows.Storage.Overrides.OverrideStatus.Applied, reply.Seen.Row.Json);
        return reply;
    }

    /// <summary>An override that waits for a second person; gives its id.</summary>
    public static async Task<string> WaitAsync(this EngineHouse house, string id, object verb, string code = "OTHER", Actor? actor = null)
    {
        var reply = (await house.AskForAsync(id, verb, code, actor)).Value();
        reply.Seen.Row.Status.ShouldBe(Workflows.Storage.Overrides.OverrideStatus.Pending);
        return reply.Seen.Row.Id;
    }

    public static ValueTask<Reply<OverrideReply>> ApproveAsync(this EngineHouse house, string id, string overrideId, Actor? actor = null) =>
        house.Sender.Send(new ApproveOverride(id, overrideId, "I have read the file.", actor ?? Zhao));

    public static ValueTask<Reply<OverrideReply>> UndoAsync(this EngineHouse house, string id, string overrideId) => house.Sender.Send(new UndoOverride(id, overrideId, "A slip.", Li));

    /// <summary>Both: asked for by one, approved by another.</summary>
    public static async Task<OverrideReply> DoByTwoAsync(this EngineHouse house, string id, object verb, string code = "OTHER") => (await house.ApproveAsync(id, await house.WaitAsync(id, verb, code))).Value();

    /// <summary>Kinds and subjects of a list of consequences.</summary>
    public static string[] Lines(JsonElement consequences) => [.. consequences.EnumerateArray().Select(line => $"{line.GetProperty("kind").GetString()} {line.GetProperty("about").GetString()}")];

    /// <summary>What the last row of a case's journal keeps.</summary>
    public static async Task<JsonElement> KeptAsync(this EngineHouse house, string id) => JsonElement.Parse((await house.JournalAsync(id))[^1].EventData);
}

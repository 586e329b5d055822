using System.Text.Json.Nodes;
using Doorstep.Host.Api;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Definitions.Wording;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Mediator;

namespace Doorstep.Host.Designer;

/// <summary>What designers do to definitions in Studio, in terms of our commands.</summary>
internal sealed class DefinitionEdits(ISender sender, DefinitionShelf shelf, OwnSaves own)
{
    /// <summary>Saves what Studio sends. A new definition gets an id; a draft is written over, a published version is followed by a draft.
    /// The same content again is no change, so that Studio may send a save as often as it likes.</summary>
    public async Task<Reply<DefinitionSaved>> SaveAsync(JsonObject model, bool isChinese, Actor actor, CancellationToken cancellation)
    {
        if (DefinitionShape.Refusal(model) is { } misshapen) return misshapen;
        if (Text(model, "definitionId") is not { Length: > 0 } id) return await CreateAsync(model, actor, cancellation);
        if (await shelf.FindAsync(id, "Latest", actor, cancellation) is not { } latest) return await StoreAsync(DefinitionJson.Content(model), null, actor, cancellation);
        var stored = JsonNode.Parse(latest.Row.Json)!.AsObject();
        var content = DefinitionJson.Content(model, stored);
        // What does not say which content was read writes over nobody else's draft.
        var read = model["customProperties"]?[DefinitionJson.Revision]?.ToString();
        if (read == latest.Row.ContentHash || own.Follows(id, actor.Name, read, latest.Row.ContentHash)) return await StoreOverAsync(content, latest.Row, actor, cancellation);
        return DefinitionJson.AreSame(content, stored) || (read is null && Text(model, "id") == latest.Row.Id && (latest.Row.Status != DefinitionStatus.Draft || latest.Row.CreatedBy == actor.Name))
            ? await StoreAsync(content, latest.Row, actor, cancellation)
            : Conflict(latest.Row, content, stored, isChinese);
    }

    /// <summary>Studio saves by itself and publishes at a press: a designer's own save that was under way in the same moment is no second designer.</summary>
    private async Task<Reply<DefinitionSaved>> StoreOverAsync(JsonObject content, DefinitionRecord read, Actor actor, CancellationToken cancellation)
    {
        var saved = await StoreAsync(content, read, actor, cancellation);
        if (saved is not Reply<DefinitionSaved>.Refused { Kind: RefusalKind.Conflict } || await shelf.FindAsync(read.DefinitionId, "Latest", actor, cancellation) is not { Row: var now }) return saved;
        return now.CreatedBy == actor.Name && now.ContentHash != read.ContentHash ? await StoreAsync(content, now, actor, cancellation) : saved;
    }

    /// <summary>Brings a file in: under its own id, or a new one where it has none. A draft of somebody else is not written over.</summary>
    public async Task<Reply<DefinitionSaved>> ImportAsync(JsonObject model, bool isChinese, Actor actor, CancellationToken cancellation)
    {
        if (DefinitionShape.Refusal(model) is { } misshapen) return misshapen;
        if (Text(model, "definitionId") is not { Length: > 0 } id) return await CreateAsync(model, actor, cancellation);
        var latest = await shelf.FindAsync(id, "Latest", actor, cancellation);
        var content = DefinitionJson.Content(model);
        // What is there already writes over nobody.
        if (latest is not null && DefinitionJson.AreSame(content, JsonNode.Parse(latest.Row.Json)!.AsObject())) content = DefinitionJson.Content(model, JsonNode.Parse(latest.Row.Json)!.AsObject());
        else if (Foreign(latest, actor, isChinese) is { } foreign) return foreign;
        return await StoreAsync(content, latest?.Row, actor, cancellation);
    }

    /// <summary>Makes a draft with the content of an older version.</summary>
    public async Task<Reply<DefinitionSaved>> RevertAsync(string definitionId, int version, bool isChinese, Actor actor, CancellationToken cancellation)
    {
        var latest = await shelf.FindAsync(definitionId, "Latest", actor, cancellation);
        if (latest is null || await shelf.FindByIdAsync($"{definitionId}:{version}", actor, cancellation) is not { } old)
            return new Reply<DefinitionSaved>.Refused(RefusalKind.NotFound, isChinese ? $"“{definitionId}”没有版本 {version}。" : $"There is no version {version} of '{definitionId}'.");
        return Foreign(latest, actor, isChinese) ?? await StoreAsync(DefinitionJson.Content(JsonNode.Parse(old.Row.Json)!.AsObject()), latest.Row, actor, cancellation);
    }

    /// <summary>Publishes the latest version; one that was retracted comes back as a new version, because what ran once is not run again under the same number by accident.</summary>
    public async Task<Reply<DefinitionSaved>> PublishAsync(string definitionId, bool isChinese, Actor actor, CancellationToken cancellation)
    {
        if (await shelf.FindAsync(definitionId, "Latest", actor, cancellation) is not { } latest) return new Reply<DefinitionSaved>.Refused(RefusalKind.NotFound, $"There is no definition '{definitionId}'.");
        if (latest.Row.Status == DefinitionStatus.Retired && await sender.Send(new SaveDefinition(latest.Row.Json, latest.Row.ContentHash, actor), cancellation) is Reply<DefinitionSaved>.Refused refused) return refused;
        var reply = await (await sender.Send(new PublishDefinition(definitionId, actor), cancellation)).InAsync(isChinese, definitionId, actor, sender);
        return InWords(reply, latest.Row.Json, isChinese);
    }

    /// <summary>Why a definition could not be published as it is here; null where nothing stands in the way.</summary>
    public async Task<Reply<DefinitionSaved>.Refused?> FaultsAsync(JsonObject model, bool isChinese, Actor actor, CancellationToken cancellation)
    {
        var json = DefinitionJson.Content(model).ToJsonString();
        if (await sender.Send(new ValidateDefinition(json, actor), cancellation) is not Reply<CompiledDefinition>.Done(var compiled) || compiled.Faults.IsEmpty) return null;
        var faults = compiled.Faults.Select(fault => new Fault(PathWords.Of(compiled.Definition, fault.Path).In(isChinese), FaultWords.In(isChinese, fault.Message)));
        return new Reply<DefinitionSaved>.Refused(RefusalKind.Impossible, isChinese ? $"“{model["name"]}”无法发布。" : $"'{model["name"]}' cannot be published.", [.. faults]);
    }

    private async Task<Reply<DefinitionSaved>> CreateAsync(JsonObject model, Actor actor, CancellationToken cancellation)
    {
        var content = model.DeepClone().AsObject();
        MachineTemplate.Apply(content);
        var taken = (await shelf.AllAsync(null, actor, cancellation)).Select(version => version.Row.DefinitionId).ToHashSet(StringComparer.Ordinal);
        while (true)
        {
            var id = DefinitionNames.NewId(Text(model, "name"), taken);
            content["definitionId"] = id;
            var reply = await StoreAsync(DefinitionJson.Content(content), null, actor, cancellation, isNew: true);
            // Whoever made one of that name at the same moment has that id; the next one is free.
            if (reply is not Reply<DefinitionSaved>.Refused { Kind: RefusalKind.Conflict } || !taken.Add(id)) return reply;
        }
    }

    private async Task<Reply<DefinitionSaved>> StoreAsync(JsonObject content, DefinitionRecord? latest, Actor actor, CancellationToken cancellation, bool isNew = false)
    {
        var reply = await sender.Send(new SaveDefinition(content.ToJsonString(DefinitionReadRoutes.Pretty), latest?.ContentHash, actor, isNew), cancellation);
        if (latest is not null && reply is Reply<DefinitionSaved>.Done(var saved) && saved.Definition.ContentHash != latest.ContentHash) own.Note(latest.DefinitionId, actor.Name, latest.ContentHash, saved.Definition.ContentHash);
        return reply;
    }

    private static Reply<DefinitionSaved>.Refused? Foreign(Shelved? latest, Actor actor, bool isChinese) =>
        latest is { Row: { Status: DefinitionStatus.Draft } row } && row.CreatedBy != actor.Name
            ? new Reply<DefinitionSaved>.Refused(RefusalKind.Conflict, isChinese
                ? $"“{row.CreatedBy}”于 {Instants.Text(row.CreatedAt)} 保存了“{row.DefinitionId}”的草稿，此操作会将其覆盖。请先发布或删除该草稿。"
                : $"'{row.CreatedBy}' saved a draft of '{row.DefinitionId}' at {Instants.Text(row.CreatedAt)}, and this would write over it. Publish or delete that draft first.")
            : null;

    private static Reply<DefinitionSaved> Conflict(DefinitionRecord latest, JsonObject mine, JsonObject theirs, bool isChinese) => new Reply<DefinitionSaved>.Refused(
        RefusalKind.Conflict,
        isChinese
            ? $"“{latest.CreatedBy}”于 {Instants.Text(latest.CreatedAt)} 保存了“{latest.DefinitionId}”的版本 {latest.Version}。{DefinitionDifference.Say(mine, theirs, isChinese)}您的修改未保存，也未丢失：请另存为副本，或重新加载页面后再次修改。"
            : $"'{latest.CreatedBy}' saved version {latest.Version} of '{latest.DefinitionId}' at {Instants.Text(latest.CreatedAt)}. {DefinitionDifference.Say(mine, theirs, isChinese)} Yours is not saved and not lost: save it as a copy, or load the page again and put your change on top.");

    private static Reply<DefinitionSaved> InWords(Reply<DefinitionSaved> reply, string json, bool isChinese)
    {
        if (reply is not Reply<DefinitionSaved>.Refused { Kind: RefusalKind.Impossible, Faults.IsDefaultOrEmpty: false } refused) return reply;
        var definition = DefinitionReader.Read(json, new List<DefinitionFault>());
        return refused with { Faults = [.. refused.Faults.Select(fault => new Fault(PathWords.Of(definition, fault.Path).In(isChinese), FaultWords.In(isChinese, fault.Message)))] };
    }

    private static string? Text(JsonObject model, string member) => model[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}

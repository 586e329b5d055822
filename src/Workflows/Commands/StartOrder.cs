using System.Text.Json;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Commands;

/// <summary>What a start body asks for, once it is known to be right.</summary>
internal sealed record StartOrder(string Key, string Tenant, string BusinessKey, string DefinitionId, int? DefinitionVersion, JsonElement Input)
{
    /// <summary>Says who asks, not what is asked; so it is no part of what has to be the same when a start is repeated.</summary>
    public const string KeyMember = "idempotencyKey";

    /// <summary>The agent to whom a loan's case is given as it starts (S14); null: nobody yet.</summary>
    public string? Agent => Input.Text("schema") == StartCaseBody.Schema ? Input.Member("assignment").Text("agent") : null;

    private const string Generic = "workflow.start/1";
    private const int NameMax = 200;

    private static readonly string[] KnownOfGeneric = ["schema", KeyMember, "correlationId", "tenant", "definition", "businessKey", "input"];

    /// <summary>The order, or every fault.</summary>
    public static (StartOrder? Order, IReadOnlyList<Fault> Faults) Read(string? header, JsonElement body, IReadOnlyList<string> packs)
    {
        var schema = body.Text("schema");
        var faults = new List<Fault>();
        var key = ReadKey(header, body.Text(KeyMember), faults);
        var (definition, version) = ReadDefinition(body.Member("definition"), faults);
        if (schema == StartCaseBody.Schema) faults.AddRange(StartCaseBody.Check(body, packs).Select(wrong => new Fault(wrong.Path, wrong.Message)));
        else if (schema == Generic) faults.AddRange(CheckGeneric(body));
        else faults.Add(new Fault("schema", $"{Values.Quote(body.Member("schema"))} is not a start that we know. Write '{StartCaseBody.Schema}' or '{Generic}'."));
        var isLoan = schema == StartCaseBody.Schema;
        faults.AddRange(CheckNames(("tenant", body.Text("tenant")), isLoan ? ("case.externalRef", body.Member("case").Text("externalRef")) : ("businessKey", body.Text("businessKey"))));
        if (faults.Count > 0) return (null, faults);

        var input = isLoan ? body : Values.IsNull(body.Member("input")) ? Values.EmptyObject : body.Member("input");
        var businessKey = isLoan ? body.Member("case").Text("externalRef")! : body.Text("businessKey")!;
        return (new StartOrder(key!, body.Text("tenant") ?? "default", businessKey, definition!, version, input), faults);
    }

    private static string? ReadKey(string? header, string? member, List<Fault> faults)
    {
        if (header is not null && member is not null && header != member)
            faults.Add(new Fault("Idempotency-Key", $"The header says '{header}', the body's idempotencyKey '{member}'. Send one of them, or the same."));
        var key = header ?? member;
        if (string.IsNullOrWhiteSpace(key)) faults.Add(new Fault("Idempotency-Key", "is missing: your own key of this start, so that a repetition is recognised."));
        faults.AddRange(CheckNames(("Idempotency-Key", key)));
        return key;
    }

    private static IEnumerable<Fault> CheckNames(params (string Path, string? Text)[] names)
    {
        foreach (var (path, text) in names)
        {
            if (text?.Length > NameMax) yield return new Fault(path, $"has {text.Length} characters; at most {NameMax} are allowed.");
            if (text?.Any(char.IsControl) == true) yield return new Fault(path, $"{JsonSerializer.Serialize(text)} has control characters, such as a line break. Leave them out.");
        }
    }

    private static (string? Id, int? Version) ReadDefinition(JsonElement definition, List<Fault> faults)
    {
        if (definition.Text("key") is not { Length: > 0 } id)
        {
            faults.Add(new Fault("definition.key", "is missing: the definition to run, such as 'overdue-visit'."));
            return default;
        }

        foreach (var member in definition.EnumerateObject().Where(member => member.Name is not ("key" or "version")))
            faults.Add(new Fault($"definition.{member.Name}", $"'{member.Name}' is not known here{Nearest.Hint(member.Name, ["key", "version"])}"));
        var version = definition.Member("version");
        if (Values.IsNull(version)) return (id, null);
        if (version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out var number) && number > 0) return (id, number);
        faults.Add(new Fault("definition.version", $"{Values.Quote(version)} is not a version. Write a number from 1, or leave it out for the published one."));
        return (id, null);
    }

    private static IEnumerable<Fault> CheckGeneric(JsonElement body)
    {
        foreach (var member in body.EnumerateObject().Where(member => !KnownOfGeneric.Contains(member.Name, StringComparer.Ordinal)))
            yield return new Fault(member.Name, $"'{member.Name}' is not known here{Nearest.Hint(member.Name, KnownOfGeneric)}");
        if (!Values.IsNull(body.Member("tenant")) && string.IsNullOrWhiteSpace(body.Text("tenant")))
            yield return new Fault("tenant", $"{Values.Quote(body.Member("tenant"))} is no name. Write whose case it is, or leave it out for 'default'.");
        if (string.IsNullOrWhiteSpace(body.Text("businessKey"))) yield return new Fault("businessKey", "is missing: your own name for what the case is about.");
        if (body.Member("input").ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined or JsonValueKind.Null))
            yield return new Fault("input", $"{Values.Quote(body.Member("input"))} is not an object.");
    }
}

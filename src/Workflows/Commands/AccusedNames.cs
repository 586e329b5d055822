using System.Text.Json.Nodes;
using System.Text.Json;
using Doorstep.Workflows.Collections.Acts.Desk;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.People;
using Doorstep.Workflows.Collections.Rights;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Registers;

namespace Doorstep.Workflows.Commands;

/// <summary>Finds out whom a complaint means that names an agent as customers are told the name (S4, S61), before it is told to the case. What is found stands beside what was said; whoever is not found is looked for by the desk.</summary>
internal sealed class AccusedNames(RegisterStore store, StaffRegister staff, ICaseStore cases)
{
    private const int AgentsMax = 100_000;

    /// <summary>The data of a complaint with the token of the one agent whom it names, and without numbers of persons; that of any other event as it came.</summary>
    public async ValueTask<JsonElement> ReadAsync(RaiseEvent told, CancellationToken cancellation)
    {
        if (told.Type != nameof(ComplaintFiled) || Fact.Read(told.Type, told.Data) is not ComplaintFiled { Accused: { } said, Named: null }) return told.Data;
        var agents = await AgentsAsync(cancellation);
        if (Array.Exists(agents, agent => agent.Token == said)) return told.Data;
        var meant = Array.FindAll(agents, agent => IsNamed(said, agent));
        var words = RawNumber.Masked(said);
        // What looks like a token and is nobody's is a name too: "Lei", a number on a badge.
        var accused = meant is [var only] ? only.Token : (await staff.FindAsync([said])).IsEmpty ? Accusations.Words(words) : words;
        if (accused == said) return told.Data;
        var data = JsonObject.Create(told.Data)!;
        data["accused"] = accused;
        if (!Accusations.IsWords(accused)) data["named"] = words;
        return JsonSerializer.SerializeToElement(data);
    }

    /// <summary>What is wrong with whom somebody says that a complaint means: no agent and nobody of the staff, or the words name others of the register of whom nothing is said.</summary>
    public async ValueTask<Fault[]> AgainstAsync(RaiseEvent told, CancellationToken cancellation)
    {
        if (told.Type != nameof(AccusedIdentified) || Fact.Read(told.Type, told.Data) is not AccusedIdentified found) return [];
        var (agents, faults) = (await AgentsAsync(cancellation), new List<Fault>());
        string[] meant = [.. Accusations.Of(found)], said = [.. meant, .. found.NotMeant ?? []];
        foreach (var (at, token) in said.Index())
            if (!Array.Exists(agents, agent => agent.Token == token) && (await staff.FindAsync([token])).IsEmpty)
                faults.Add(new Fault(at == 0 && found.Accused is not null ? "data.accused" : at < meant.Length ? "data.also" : "data.notMeant", $"'{token}' is neither an agent nor of the staff. Write the token of the register, or leave it out where it is nobody of the house."));
        var words = await cases.FindEventAsync(told.CaseId, found.Id, cancellation) is { } complaint ? WordsIn(complaint.EventData) : "";
        string[] others = [.. agents.Where(agent => IsNamed(words, agent) && !said.Any(one => Person.IsSame(one, agent.Token)) && !agents.Any(one => one.DisplayName == agent.DisplayName && meant.Contains(one.Token))).Select(agent => agent.Token)];
        if (others.Length > 0) faults.Add(new Fault("data.also", $"the complaint names {string.Join(", ", others.Select(one => $"'{one}'"))} as well: whoever of them is meant belongs into 'also', whoever is not into 'notMeant'."));
        return [.. faults];
    }

    /// <summary>Every text of an event.</summary>
    private static string WordsIn(string data) => Values.Parse(data) is { ValueKind: JsonValueKind.Object } said ? string.Join(" ; ", said.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.String).Select(member => member.Value.GetString())) : "";

    private async ValueTask<Agent[]> AgentsAsync(CancellationToken cancellation) => [.. (await store.ListAsync(Registers.Agents, AgentsMax, cancellation)).Select(row => JsonSerializer.Deserialize<Agent>(row.Json, FactJson.Options)!)];

    private static bool IsNamed(string words, Agent agent) => Accusations.Means(words, agent.Token) || (agent.DisplayName is { Length: > 0 } name && IsCalled(words, name));

    /// <summary>Names in Chinese have no blanks around them.</summary>
    private static bool IsCalled(string said, string name) => Person.IsSame(said, name) || Accusations.Means(said, name) || (name.Length > 1 && !name.All(char.IsAscii) && Person.Key(said).Contains(Person.Key(name), StringComparison.Ordinal));
}

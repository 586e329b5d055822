using System.Text.Json.Nodes;
using System.Text.Json;
using Doorstep.Workflows.Collections.Acts.Desk;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.People;
using Doorstep.Workflows.Collections.Rights;
using Doorstep.Workflows.Storage.Registers;

namespace Doorstep.Workflows.Commands;

/// <summary>Finds out whom a complaint means that names an agent as customers are told the name (S4, S61), before it is told to the case. What is found stands beside what was said; whoever is not found is looked for by the desk.</summary>
internal sealed class AccusedNames(RegisterStore store, StaffRegister staff)
{
    private const int AgentsMax = 100_000;

    /// <summary>The data of a complaint with the token of the one agent whom it names, and without numbers of persons; that of any other event as it came.</summary>
    public async ValueTask<JsonElement> ReadAsync(RaiseEvent told, CancellationToken cancellation)
    {
        if (told.Type != nameof(ComplaintFiled) || Fact.Read(told.Type, told.Data) is not ComplaintFiled { Accused: { } said, Named: null }) return told.Data;
        var agents = (await store.ListAsync(Registers.Agents, AgentsMax, cancellation)).Select(row => JsonSerializer.Deserialize<Agent>(row.Json, FactJson.Options)!).ToArray();
        if (Array.Exists(agents, agent => agent.Token == said)) return told.Data;
        var meant = agents.Where(agent => Accusations.Means(said, agent.Token) || (agent.DisplayName is { Length: > 0 } name && IsCalled(said, name))).Take(2).ToArray();
        var words = RawNumber.Masked(said);
        // What looks like a token and is nobody's is a name too: "Lei", a number on a badge.
        var accused = meant is [var only] ? only.Token : (await staff.FindAsync([said])).IsEmpty ? Accusations.Words(words) : words;
        if (accused == said) return told.Data;
        var data = JsonObject.Create(told.Data)!;
        data["accused"] = accused;
        if (!Accusations.IsWords(accused)) data["named"] = words;
        return JsonSerializer.SerializeToElement(data);
    }

    /// <summary>Why somebody who is said to be meant cannot be: no agent and nobody of the staff; null: it can.</summary>
    public async ValueTask<Fault?> AgainstAsync(RaiseEvent told, CancellationToken cancellation) =>
        told.Type == nameof(AccusedIdentified) && Fact.Read(told.Type, told.Data) is AccusedIdentified { Accused: { } accused }
        && await store.FindAsync(Registers.Agents, accused, cancellation) is null && (await staff.FindAsync([accused])).IsEmpty
            ? new Fault("data.accused", $"'{accused}' is neither an agent nor of the staff. Write the token of the register, or leave it out where it is nobody of the house.") : null;

    /// <summary>Names in Chinese have no blanks around them.</summary>
    private static bool IsCalled(string said, string name) => Person.IsSame(said, name) || Accusations.Means(said, name) || (name.Length > 1 && !name.All(char.IsAscii) && Person.Key(said).Contains(Person.Key(name), StringComparison.Ordinal));
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Tests.Engine;
using static Doorstep.Workflows.Tests.Acts.ActHouse;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Acts;

/// <summary>What a definition of something else may tell a loan's case, on the real silo.</summary>
public sealed class OtherCaseTests
{
    [Theory]
    [InlineData("PaymentReceived", "({ amount: 100000, ref: 'PAY-1' })", false)]
    [InlineData("EvidenceUploaded", "({ kind: 'CONTRACT', hash: 'sha256:' + '0'.repeat(64), by: 'x', source: 'MOBILE' })", false)]
    [InlineData("HardshipDeclared", "({ reason: 'ILLNESS', source: 'CRM' })", true)]
    public async Task S64_A_definition_of_something_else_says_nothing_in_a_persons_place_but_for_what_protects(string type, string data, bool may)
    {
        await using var house = await OpenAsync(Afternoon);
        await house.PublishAsync(Teller(type, data));
        var loan = await house.StartLoanAsync("LN-1");

        (await house.Sender.Send(new StartCase("other-1", JsonSerializer.SerializeToElement(new
        {
            schema = "workflow.start/1", tenant = "synthetic-bank", definition = new { key = "teller" }, businessKey = "other-1", input = new { },
        }), EngineHouse.Service))).Value();
        await house.Relay.RunAsync();

        (await house.JournalAsync(loan)).Any(row => row.EventType == type).ShouldBe(may);
    }

    private static JsonObject Teller(string type, string data) => Of("Telling", [State("Telling", Machines.Publish(type, to: "'LN-1'", payload: data))], []).Named("teller");
}

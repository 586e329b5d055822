using System.Net;
using System.Text.Json.Nodes;
using Doorstep.Host.Tests.Running;

namespace Doorstep.Host.Tests.Designer;

/// <summary>Drafts are tried out on invented people before anybody real is touched (S66).</summary>
public sealed class SimulationTests(RunningDoorstep doorstep)
{
    private HttpClient Client => doorstep.Client;

    [Fact]
    public async Task S66_Ten_thousand_synthetic_cases_are_replayed_before_publishing()
    {
        var x = await Client.PostAnswerAsync("/api/v1/definitions/visit/simulations", """{"cases":10,"seed":7,"days":730,"start":"2026-03-02T01:00:00Z"}""");
        File.WriteAllText("/work/w/designer-tmp/log.txt", x.Text + string.Join("\n", doorstep.Log.Lines));
        var answer = (await Client.PostAnswerAsync("/api/v1/definitions/overdue-visit/simulations", """{"cases":1000,"seed":7,"days":730,"start":"2026-03-02T01:00:00Z"}""")).With(HttpStatusCode.OK);
        File.WriteAllText("/work/w/designer-tmp/sim.json", answer.Json.ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = true }));
    }
}

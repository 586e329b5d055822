using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Doorstep.Host.Tests.Running;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.Host.Tests;

/// <summary>The preview of a policy pack over HTTP. The pack is of a jurisdiction of its own and is approved by nobody, for every test of this process has the same rules.</summary>
public sealed class PackPreviewEndpointTests(RunningDoorstep doorstep)
{
    [Fact]
    public async Task S19_a_posted_pack_is_previewed_by_compliance_before_it_is_approved()
    {
        using var lin = await ClientAsync("preview-lin", Role.Compliance);
        using var ledger = await ClientAsync("preview-ledger", Role.Service);
        var pack = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "workflow-definitions", "policy-packs", "cn-2026.1.json")))!;
        (pack["id"], pack["version"]) = ("PREVIEW-TEST", "2031.1");
        (await lin.PostAnswerAsync("/api/v1/policy-packs", pack.ToJsonString())).With(HttpStatusCode.OK);

        var preview = (await lin.GetAnswerAsync("/api/v1/policy-packs/PREVIEW-TEST-2031.1/preview?limit=1")).With(HttpStatusCode.OK).Json;

        preview["reference"]!.GetValue<string>().ShouldBe("PREVIEW-TEST-2031.1");
        (preview["moves"]!.AsArray().Count, preview["acts"]!.AsArray().Count).ShouldBe((0, 0));
        (await lin.GetAnswerAsync("/api/v1/policy-packs/PREVIEW-TEST-2031.1/preview?limit=0")).With(HttpStatusCode.BadRequest);
        (await lin.GetAnswerAsync("/api/v1/policy-packs/PREVIEW-TEST-2031.2/preview")).With(HttpStatusCode.NotFound);
        (await ledger.GetAnswerAsync("/api/v1/policy-packs/PREVIEW-TEST-2031.1/preview")).With(HttpStatusCode.Forbidden);
    }

    private async Task<HttpClient> ClientAsync(string name, Role role)
    {
        await doorstep.Services.GetRequiredService<ApiKeyStore>().AddAsync(new ApiKeyRecord(name, name, [$"{role}"], Doorstep.Host.Security.ApiKey.Hash(name), RunningDoorstep.Morning));
        return doorstep.ClientWith(new AuthenticationHeaderValue("ApiKey", name));
    }
}

using System.Net;
using System.Text;
using Doorstep.Host.Api;
using Doorstep.Host.Tests.Running;

namespace Doorstep.Host.Tests;

/// <summary>Lists of cases over HTTP: what is looked for, what is kept, what is taken out.</summary>
public sealed class CaseListTests(RunningDoorstep doorstep)
{
    private HttpClient Client => doorstep.Client;

    [Fact]
    public async Task Cases_are_found_by_their_keys_and_holds_page_by_page()
    {
        string[] ids = [await Client.StartAsync("SYN-HOLDS-1"), await Client.StartAsync("SYN-HOLDS-2"), await Client.StartAsync("SYN-HOLDS-3")];
        await Client.TellAsync(ids[1], "holds-d", "DisputeRaised");

        var first = (await Client.GetAnswerAsync("/api/v1/cases?key=syn-holds-&limit=2")).With(HttpStatusCode.OK).Json;
        var second = (await Client.GetAnswerAsync($"/api/v1/cases?key=syn-holds-&limit=2&cursor={first["nextCursor"]}")).With(HttpStatusCode.OK).Json;
        first["items"]!.AsArray().Concat(second["items"]!.AsArray()).Select(row => row!["caseId"]!.ToString()).ShouldBe(ids);
        second["nextCursor"].ShouldBeNull();
        (await FindAsync("key=SYN-HOLDS-&hold=DISPUTE")).ShouldBe([ids[1]]);
        (await FindAsync("key=SYN-HOLDS-&hold=DISPUTE&ageMax=36500")).ShouldBe([ids[1]]);
        (await FindAsync("key=SYN-HOLDS-&ageMin=36500")).ShouldBeEmpty();
        (await FindAsync("key=SYN-HOLDS-&team=nobody")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Everything_that_cannot_be_looked_for_is_named_at_once() =>
        (await Client.GetAnswerAsync("/api/v1/cases?key=%00&person=&status=lost&hold=DEATH&ageMin=-1&ageMax=x&limit=0&names=Wang")).With(HttpStatusCode.BadRequest).Json["errors"]!.AsArray()
            .Select(fault => fault!["path"]!.ToString()).ShouldBe(["limit", "ageMin", "ageMax", "key", "person", "status", "hold", "names"], ignoreOrder: true);

    [Fact]
    public async Task A_view_is_kept_shown_and_removed()
    {
        (await Client.AskAsync(Put("/api/v1/case-views/Old objections", """{"filter":{"hold":"DISPUTE","ageMin":30}}"""))).With(HttpStatusCode.OK);

        var kept = (await Client.GetAnswerAsync("/api/v1/case-views")).With(HttpStatusCode.OK).Json.AsArray().Single(view => view!["name"]!.ToString() == "Old objections")!;

        (kept["filter"]!["hold"]!.ToString(), kept["filter"]!["ageMin"]!.GetValue<int>()).ShouldBe(("DISPUTE", 30));
        (await Client.AskAsync(new HttpRequestMessage(HttpMethod.Delete, "/api/v1/case-views/Old objections"))).With(HttpStatusCode.OK);
        (await Client.AskAsync(new HttpRequestMessage(HttpMethod.Delete, "/api/v1/case-views/Old objections"))).With(HttpStatusCode.NotFound);
        (await Client.AskAsync(Put("/api/v1/case-views/x", """{"filter":{"holds":"DISPUTE","ageMin":"old"},"text":"Wang"}"""))).With(HttpStatusCode.BadRequest).Json["errors"]!.AsArray()
            .Select(fault => fault!["path"]!.ToString()).ShouldBe(["text", "filter.holds", "filter.ageMin"]);
    }

    [Fact]
    public async Task A_list_is_taken_out_masked_for_a_purpose_that_the_log_keeps()
    {
        var id = await Client.StartAsync("=SYN-EXPORT,\"1\"");
        var bytes = await (await Client.SendAsync(Export("""{"filter":{"key":"=syn-export"},"purpose":"DISPUTE","reason":"Synthetic export 1."}"""), TestContext.Current.CancellationToken))
            .EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        bytes[..3].ShouldBe(Encoding.UTF8.Preamble.ToArray(), "without its mark a spreadsheet shows no Chinese");
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        lines.Length.ShouldBe(3, "a head, one case, and the end of the last line");
        lines[0].ShouldStartWith("案件号,租户,业务编号,");
        lines[1].ShouldStartWith($"{id},");
        lines[1].ShouldContain(",\"'=SYN-EXPORT,\"\"1\"\"\",");
        var log = (await Client.GetAnswerAsync("/api/v1/access-log?act=case.export&limit=500")).With(HttpStatusCode.OK).Json["items"]!.AsArray().Where(line => line!["reason"]?.ToString() == "Synthetic export 1.").ToArray();
        log.Select(line => (line!["act"]!.ToString(), line["subject"]!.ToString(), line["purpose"]!.ToString())).ShouldBe([("case.export.given", "1 rows", "DISPUTE"), ("case.export", "cases by key", "DISPUTE")]);
    }

    [Fact]
    public async Task A_list_for_something_else_is_refused_and_logged()
    {
        (await Client.AskAsync(Export("""{"purpose":"marketing","reason":"Synthetic export 2."}"""))).With(HttpStatusCode.Forbidden);
        (await Client.AskAsync(Export("""{"purpose":"FUN","filter":{"hold":"x"}}"""))).With(HttpStatusCode.BadRequest).Json["errors"]!.AsArray().Select(fault => fault!["path"]!.ToString()).ShouldBe(["hold", "purpose", "reason"]);
        (await Client.GetAnswerAsync("/api/v1/access-log?act=case.export&outcome=refused&limit=500")).With(HttpStatusCode.OK).Text.ShouldContain("marketing");
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+86", "'+86")]
    [InlineData("-1", "'-1")]
    [InlineData("@sum", "'@sum")]
    [InlineData("  =1", "'  =1")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("a=1", "a=1")]
    [InlineData("", "")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    [InlineData("=\"x\"", "\"'=\"\"x\"\"\"")]
    public void No_cell_is_run_and_none_breaks_its_row(string text, string cell) => CaseCsv.Line([text, "z"]).ShouldBe($"{cell},z");

    private static HttpRequestMessage Export(string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/cases/export") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Accept-Language", "zh-CN");
        return request;
    }

    private static HttpRequestMessage Put(string path, string body) => new(HttpMethod.Put, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    private async Task<IEnumerable<string>> FindAsync(string query) =>
        (await Client.GetAnswerAsync($"/api/v1/cases?{query}")).With(HttpStatusCode.OK).Json["items"]!.AsArray().Select(row => row!["caseId"]!.ToString());
}

using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Doorstep.Workflows.Collections.Policy;
using static Doorstep.Workflows.Tests.Collections.Policy.Packs;

namespace Doorstep.Workflows.Tests.Collections.Policy;

/// <summary>The schema that lies beside the packs says what the reader does.</summary>
public sealed class PolicyPackSchemaTests
{
    private static readonly JsonElement Schema = JsonElement.Parse(PolicyPackSchema.Text);

    public static TheoryData<string> Shipped => [.. FileNames];

    [Fact]
    public void The_file_is_what_the_catalogue_says() => Text("policy-pack.schema.json").ShouldBe(PolicyPackSchema.Text);

    [Theory]
    [MemberData(nameof(Shipped))]
    public void The_schema_accepts_a_shipped_pack(string file) => Accepts(Json(file)).ShouldBeTrue();

    [Theory]
    [InlineData("plan.maxMonths", "value", "61")]
    [InlineData("plan.maxMonths", "value", "\"60\"")]
    [InlineData("plan.maxMonths", "value", "null")]
    [InlineData("plan.maxMonths", "unit", "\"days\"")]
    [InlineData("plan.maxMonths", "name", "\"plan.maxMonth\"")]
    [InlineData("plan.maxMonths", "certainty", "\"V3\"")]
    [InlineData("plan.maxMonths", "citation", "\"\"")]
    [InlineData("plan.maxMonths", "colour", "\"blue\"")]
    [InlineData("contact.window", "value", "\"8:00-22:00\"")]
    [InlineData("contact.window", "value", "\"08:00-24:00\"")]
    [InlineData("visit.unannounced", "value", "\"no\"")]
    [InlineData("visit.entry", "value", "[]")]
    [InlineData("visit.entry", "value", "[\"NEVER\"]")]
    [InlineData("visit.entry", "value", "[\"EXPRESS_CONSENT\",\"EXPRESS_CONSENT\"]")]
    [InlineData("dispute.window", "value", "\" \"")]
    public void What_is_wrong_with_a_parameter_the_schema_and_the_reader_both_refuse(string name, string member, string value)
    {
        var pack = Json();
        pack.Parameter(name)[member] = JsonNode.Parse(value);

        Accepts(pack).ShouldBeFalse();
        pack.Read().Faults.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("id", "\"cn\"")]
    [InlineData("version", "\"2026.01\"")]
    [InlineData("effectiveFrom", "\"2026-01-30\"")]
    [InlineData("holidayCalendar", "\"CN\"")]
    [InlineData("hardGuards", "[\"G1\",\"G2\",\"G4\",\"G6\",\"G8\",\"G13\",\"G18\"]")]
    [InlineData("citations", "[{\"key\":\"CBA\"}]")]
    [InlineData("signedBy", "[{\"name\":\"A\",\"role\":\"counsel\"}]")]
    [InlineData("colour", "\"blue\"")]
    public void What_is_wrong_with_a_member_the_schema_and_the_reader_both_refuse(string member, string value)
    {
        var pack = Json();
        pack[member] = JsonNode.Parse(value);

        Accepts(pack).ShouldBeFalse();
        pack.Read().Faults.ShouldNotBeEmpty();
    }

    [Fact]
    public void Any_value_that_the_catalogue_allows_the_schema_allows() =>
        Gen.OneOfConst([.. Cn.Parameters.Values.Select(parameter => parameter.Type)]).SelectMany(type => Value(type).Select(value => (type, value))).Sample(sample =>
        {
            var pack = Json();
            pack.Parameter(sample.type.Name)["value"] = Written(sample.value);
            return Accepts(pack) && !pack.Read().Faults.Any(fault => fault.Path.EndsWith("].value", StringComparison.Ordinal));
        }, iter: 60);

    private static bool Accepts(JsonObject pack) => SchemaSubset.Accepts(Schema, JsonElement.Parse(pack.ToJsonString()));

    private static JsonNode Written(PolicyValue value) => value switch
    {
        PolicyValue.Number number => number.Value,
        PolicyValue.Flag flag => flag.Value,
        PolicyValue.WordList words => new JsonArray([.. words.Value.Select(word => JsonValue.Create(word))]),
        PolicyValue.Text text => text.Value,
        _ => value.ToString(),
    };
}

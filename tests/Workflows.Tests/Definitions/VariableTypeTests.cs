using System.Text.Json.Nodes;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Definitions;

public sealed class VariableTypeTests
{
    [Theory]
    [InlineData("Boolean", "False", "false")]
    [InlineData("Int32", "7", "7")]
    [InlineData("String", "7", "\"7\"")]
    [InlineData("Object", "[1]", "[1]")]
    public void What_is_written_into_a_variable_as_text_becomes_what_the_variable_is(string typeName, string written, string kept)
    {
        var set = Activity("Elsa.SetVariable", ("variable", new JsonObject { ["id"] = "v1" }), ("value", Literal(written)));
        var variables = new JsonArray(new JsonObject { ["id"] = "v1", ["name"] = "Flag", ["typeName"] = typeName });

        var started = Start(Machine(Of("New", [State("New", set), State("Closed")], [Way("New", "Closed", OnEvent("Go"))], variables)));

        started.Next.Frames[0].Variables["Flag"].GetRawText().ShouldBe(kept);
    }
}

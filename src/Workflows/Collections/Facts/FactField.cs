using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Facts;

/// <summary>One field of a fact.</summary>
/// <param name="Name">Its name in JSON.</param>
/// <param name="IsOptional">It may be left out or null.</param>
public sealed record FactField(string Name, bool IsOptional)
{
    private FieldFit Fit { get; init; } = null!;

    /// <summary>The field of a record's parameter.</summary>
    public static FactField Of(ParameterInfo parameter) => new(JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!), parameter.HasDefaultValue) { Fit = FieldFit.Of(parameter) };

    /// <summary>Everything wrong with the field of an object.</summary>
    public IEnumerable<(string Field, string Message)> Check(JsonElement json, string path)
    {
        var value = json.Member(Name);
        if (Values.IsNull(value)) return IsOptional ? [] : [($"{path}{Name}", $"is missing: {Fit.Wanted}.")];
        return Fit.Check(value, $"{path}{Name}");
    }

    /// <summary>A JSON Schema of it.</summary>
    public JsonNode Schema() => Fit.Schema();

    /// <summary>A value that fits.</summary>
    public JsonNode? Example() => Fit.Example(Name);
}

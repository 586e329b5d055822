using System.Text.Json;

namespace Doorstep.Workflows.Kernel;

/// <summary>A variable that a definition declares.</summary>
/// <param name="Id">The id by which expressions of type <c>Variable</c> and output bindings refer to it.</param>
/// <param name="Name">The name by which scripts and templates refer to it.</param>
/// <param name="Initial">Its value in a new frame.</param>
/// <param name="TypeName">Its type as the designer named it; what is written into it as text is read as this type.</param>
public sealed record VariableDeclaration(string Id, string Name, JsonElement Initial, string TypeName = "Object");

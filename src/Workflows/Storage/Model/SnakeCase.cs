using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.Workflows.Storage.Model;

/// <summary>Columns are named as people write SQL, so that nobody has to quote them.</summary>
internal static class SnakeCase
{
    public static void Apply(ModelBuilder model)
    {
        foreach (var property in model.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
            property.SetColumnName(Name(property.Name));
    }

    public static string Name(string member) => JsonNamingPolicy.SnakeCaseLower.ConvertName(member);
}

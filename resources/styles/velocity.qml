<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.40" styleCategories="Symbology">
  <pipe>
    <rasterrenderer type="singlebandpseudocolor" band="1" opacity="1" alphaBand="-1" nodataColor="" classificationMin="0" classificationMax="100">
      <rasterTransparency/>
      <minMaxOrigin>
        <limits>None</limits>
        <extent>WholeRaster</extent>
        <statAccuracy>Estimated</statAccuracy>
        <cumulativeCutLower>0.02</cumulativeCutLower>
        <cumulativeCutUpper>0.98</cumulativeCutUpper>
        <stdDevFactor>2</stdDevFactor>
      </minMaxOrigin>
      <rastershader>
        <colorrampshader colorRampType="INTERPOLATED" classificationMode="1" clip="0" minimumValue="0" maximumValue="100" labelPrecision="4">
          <colorramp type="gradient" name="[source]">
            <Option type="Map">
              <Option type="QString" name="color1" value="255,255,217,255"/>
              <Option type="QString" name="color2" value="12,44,132,255"/>
              <Option type="QString" name="discrete" value="0"/>
              <Option type="QString" name="rampType" value="gradient"/>
              <Option type="QString" name="stops" value="0.166667;199,233,180,255:0.333333;127,205,187,255:0.5;65,182,196,255:0.666667;29,145,192,255:0.833333;34,94,168,255"/>
            </Option>
          </colorramp>
          <item value="0" color="#ffffd9" alpha="255" label="0"/>
          <item value="16.6667" color="#c7e9b4" alpha="255" label="16.67"/>
          <item value="33.3334" color="#7fcdbb" alpha="255" label="33.33"/>
          <item value="50" color="#41b6c4" alpha="255" label="50"/>
          <item value="66.6666" color="#1d91c0" alpha="255" label="66.67"/>
          <item value="83.3334" color="#225ea8" alpha="255" label="83.33"/>
          <item value="100" color="#0c2c84" alpha="255" label="100"/>
        </colorrampshader>
      </rastershader>
    </rasterrenderer>
    <rasterresampler/>
  </pipe>
  <blendMode>0</blendMode>
</qgis>
